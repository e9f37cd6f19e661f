/** Files that hold segmentations: read into a {@link org.radiloom.annotate.Segmentation} and written from one. */
@NullMarked
package org.radiloom.annotate.file;

import org.jspecify.annotations.NullMarked;
