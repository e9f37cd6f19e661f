/** The record of what was done with studies and models, kept so that a change of it is found. */
@NullMarked
package org.radiloom.review.audit;

import org.jspecify.annotations.NullMarked;
