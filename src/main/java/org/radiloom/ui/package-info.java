/** The JavaFX window: shell, study browser, viewport, findings panel, job strip. */
@NullMarked
package org.radiloom.ui;

import org.jspecify.annotations.NullMarked;
