/** The papers' networks, blocks and losses, and the engine facts they rest on (DJL with PyTorch). */
@NullMarked
package org.radiloom.nn;

import org.jspecify.annotations.NullMarked;
