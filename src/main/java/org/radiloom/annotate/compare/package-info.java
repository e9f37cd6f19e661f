/** Two segmentations of the same images beside each other: how alike they are, and where they are not. */
@NullMarked
package org.radiloom.annotate.compare;

import org.jspecify.annotations.NullMarked;
