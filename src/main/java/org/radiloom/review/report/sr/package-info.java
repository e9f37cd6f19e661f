/** What was measured and found, as DICOM reports say it: our facts in the terms of {@code dicom.sr}. */
@NullMarked
package org.radiloom.review.report.sr;

import org.jspecify.annotations.NullMarked;
