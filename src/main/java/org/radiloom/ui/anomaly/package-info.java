/** Where a picture is unlike normal ones: the map over the image with its legend, and what the model drew beside it. */
@NullMarked
package org.radiloom.ui.anomaly;

import org.jspecify.annotations.NullMarked;
