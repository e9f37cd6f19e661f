/** Measuring in the window: tools, what is drawn over the image, and the list of measurements. */
@NullMarked
package org.radiloom.ui.measure;

import org.jspecify.annotations.NullMarked;
