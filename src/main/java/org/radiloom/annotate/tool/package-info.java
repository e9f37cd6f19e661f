/** What annotators paint and change label maps with; every tool works on a canvas and knows nothing of undo or files. */
@NullMarked
package org.radiloom.annotate.tool;

import org.jspecify.annotations.NullMarked;
