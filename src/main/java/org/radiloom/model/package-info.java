/** Model packages: card, registry, checksums; what a model needs as input and what it learned from. */
@NullMarked
package org.radiloom.model;

import org.jspecify.annotations.NullMarked;
