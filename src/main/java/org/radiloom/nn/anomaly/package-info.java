/** Networks that learn what normal pictures look like, and say how and where a picture differs. */
@NullMarked
package org.radiloom.nn.anomaly;

import org.jspecify.annotations.NullMarked;
