/** Label maps, the tools that change them, undo, and the journal that keeps every stroke. */
@NullMarked
package org.radiloom.annotate;

import org.jspecify.annotations.NullMarked;
