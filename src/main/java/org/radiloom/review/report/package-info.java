/** What a reader says about a study: written, decided finding by finding, signed version by version, never changed afterwards. */
@NullMarked
package org.radiloom.review.report;

import org.jspecify.annotations.NullMarked;
