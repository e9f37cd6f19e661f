/** Two segmentations of the images on screen beside each other. */
@NullMarked
package org.radiloom.ui.compare;

import org.jspecify.annotations.NullMarked;
