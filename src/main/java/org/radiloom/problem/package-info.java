/** What went wrong and what the user can do about it: the only error type that reaches people. */
@NullMarked
package org.radiloom.problem;

import org.jspecify.annotations.NullMarked;
