/** Parametric maps: images whose pixels are quantities, such as how unlike normal each place is. */
@NullMarked
package org.radiloom.dicom.parametric;

import org.jspecify.annotations.NullMarked;
