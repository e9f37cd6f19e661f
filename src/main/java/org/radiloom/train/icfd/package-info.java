/** How the decouplers before a classifier learn. */
@NullMarked
package org.radiloom.train.icfd;

import org.jspecify.annotations.NullMarked;
