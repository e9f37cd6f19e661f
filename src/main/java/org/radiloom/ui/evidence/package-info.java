/** Why a model graded as it did, over the image: colours on fixed scales, each with its legend. */
@NullMarked
package org.radiloom.ui.evidence;

import org.jspecify.annotations.NullMarked;
