/** Studies on this machine: import, series sorted by geometry, and image stacks loaded on demand. */
@NullMarked
package org.radiloom.study;

import org.jspecify.annotations.NullMarked;
