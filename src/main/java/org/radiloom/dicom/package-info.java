/** The DICOM standard: data sets, files, frames, codecs and segmentation objects; no JavaFX, no tensors. */
@NullMarked
package org.radiloom.dicom;

import org.jspecify.annotations.NullMarked;
