/** CARE: a classifier of rare lesions learns to look inside boxes around them; where the boxes come from. */
@NullMarked
package org.radiloom.train.care;

import org.jspecify.annotations.NullMarked;
