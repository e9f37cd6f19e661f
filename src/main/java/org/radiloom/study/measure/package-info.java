/** Measurements of readers: which image each belongs to, and how they outlive the program. */
@NullMarked
package org.radiloom.study.measure;

import org.jspecify.annotations.NullMarked;
