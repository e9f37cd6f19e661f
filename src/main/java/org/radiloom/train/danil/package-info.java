/** DANIL (reconstruction): a classifier learns to hold what speaks for the wrong class apart from the picture itself. */
@NullMarked
package org.radiloom.train.danil;

import org.jspecify.annotations.NullMarked;
