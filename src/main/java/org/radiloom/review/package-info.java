/** The reading workflow: run every eligible model on a study and write what it found. */
@NullMarked
package org.radiloom.review;

import org.jspecify.annotations.NullMarked;
