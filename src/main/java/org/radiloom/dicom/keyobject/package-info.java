/** Key object selections: which images matter, and why. */
@NullMarked
package org.radiloom.dicom.keyobject;

import org.jspecify.annotations.NullMarked;
