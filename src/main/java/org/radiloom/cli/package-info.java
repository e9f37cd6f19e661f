/** One small command per use case, over the same services as the window. */
@NullMarked
package org.radiloom.cli;

import org.jspecify.annotations.NullMarked;
