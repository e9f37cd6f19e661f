/** Correcting segmentations: the case, the tools in the hand, and what is seen of them on the images and in the panel. */
@NullMarked
package org.radiloom.ui.edit;

import org.jspecify.annotations.NullMarked;
