/** What readers measure on an image: shapes, their sizes under a calibration, and the values of the pixels inside. */
@NullMarked
package org.radiloom.imaging.measure;

import org.jspecify.annotations.NullMarked;
