/** Numbers that tell how a patch of an ultrasound frame is speckled, whatever its brightness. */
@NullMarked
package org.radiloom.imaging.texture;

import org.jspecify.annotations.NullMarked;
