/** Reports on paper. */
@NullMarked
package org.radiloom.review.report.pdf;

import org.jspecify.annotations.NullMarked;
