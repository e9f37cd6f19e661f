/** Learning what normal pictures look like: settings, samples, objectives and thresholds of anomaly detectors. */
@NullMarked
package org.radiloom.train.anomaly;

import org.jspecify.annotations.NullMarked;
