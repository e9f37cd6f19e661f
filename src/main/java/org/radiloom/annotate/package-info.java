/** Label maps and the file formats in which masks leave and return. */
@NullMarked
package org.radiloom.annotate;

import org.jspecify.annotations.NullMarked;
