/** DICOM objects made from masks and volumes: segmentation objects, and CT series for volumes that came without one. */
@NullMarked
package org.radiloom.dicom.seg;

import org.jspecify.annotations.NullMarked;
