/** Takes identities out of DICOM files: attributes, pixels, names of files; and looks afterwards whether any is left. */
@NullMarked
package org.radiloom.dicom.deident;

import org.jspecify.annotations.NullMarked;
