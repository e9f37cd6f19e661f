/** What a reader draws on a frame: the region that a grading looks at, and the two regions of the hepatorenal index. */
@NullMarked
package org.radiloom.ui.draw;

import org.jspecify.annotations.NullMarked;
