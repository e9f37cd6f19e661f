/** Putting work on threads: a job reports progress, can be cancelled and ends exactly once. */
@NullMarked
package org.radiloom.job;

import org.jspecify.annotations.NullMarked;
