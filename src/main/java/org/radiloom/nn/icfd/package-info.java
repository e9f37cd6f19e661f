/** Image decoupling before a classifier: class-specific and common features beside one colour channel (ICFD). */
@NullMarked
package org.radiloom.nn.icfd;

import org.jspecify.annotations.NullMarked;
