/** Decoders from the bytes of one frame to its stored samples, one class per coding, ranked and found by transfer syntax. */
@NullMarked
package org.radiloom.dicom.codec;

import org.jspecify.annotations.NullMarked;
