/** What happens when something is opened, shown or analysed: the reader's desk, without any JavaFX. */
@NullMarked
package org.radiloom.ui.desk;

import org.jspecify.annotations.NullMarked;
