/** Anomaly detectors judged on patients that they never saw: figures, files and tables. */
@NullMarked
package org.radiloom.train.evaluation.anomaly;

import org.jspecify.annotations.NullMarked;
