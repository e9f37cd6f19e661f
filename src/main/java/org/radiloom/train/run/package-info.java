/**
 * A training run as other processes see it: its events, who is at work in its folder, what it is asked to do, and the
 * client that starts, follows and steers it.
 */
@NullMarked
package org.radiloom.train.run;

import org.jspecify.annotations.NullMarked;
