/** Small changes to a picture that a classifier cannot stand, and losses that make it stand them. */
@NullMarked
package org.radiloom.nn.attack;

import org.jspecify.annotations.NullMarked;
