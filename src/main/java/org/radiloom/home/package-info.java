/** The folders where Radiloom keeps what belongs to its user, and how files there are written so that nothing is lost. */
@NullMarked
package org.radiloom.home;

import org.jspecify.annotations.NullMarked;
