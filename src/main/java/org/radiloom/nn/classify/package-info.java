/** Networks that give a picture a class, and where in the picture the reason lies. */
@NullMarked
package org.radiloom.nn.classify;

import org.jspecify.annotations.NullMarked;
