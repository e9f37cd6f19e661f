/** Training against small changes of the picture, as hard for each class as it is recognised. */
@NullMarked
package org.radiloom.train.adversarial;

import org.jspecify.annotations.NullMarked;
