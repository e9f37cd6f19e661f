/** The panel on the right: findings and facts about the series. */
@NullMarked
package org.radiloom.ui.inspect;

import org.jspecify.annotations.NullMarked;
