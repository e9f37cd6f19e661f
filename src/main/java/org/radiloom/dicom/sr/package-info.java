/** Structured reports: the tree of content items, and the measurement reports (TID 1500) made of it. */
@NullMarked
package org.radiloom.dicom.sr;

import org.jspecify.annotations.NullMarked;
