/** The list of studies and series that are open. */
@NullMarked
package org.radiloom.ui.browse;

import org.jspecify.annotations.NullMarked;
