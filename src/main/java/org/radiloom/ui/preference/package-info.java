/** What a reader chose for good: language, colours, size, keys, where the window stood; kept in the folder for settings. */
@NullMarked
package org.radiloom.ui.preference;

import org.jspecify.annotations.NullMarked;
