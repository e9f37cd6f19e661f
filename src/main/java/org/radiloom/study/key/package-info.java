/** The images of a series that a reader has marked as the ones to come back to. */
@NullMarked
package org.radiloom.study.key;

import org.jspecify.annotations.NullMarked;
