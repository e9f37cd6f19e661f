/** Measures of agreement, detection and calibration, and their bootstrap intervals, in plain Java and double precision. */
@NullMarked
package org.radiloom.metric;

import org.jspecify.annotations.NullMarked;
