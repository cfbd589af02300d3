/** What single files say, before it is decided whom they concern. */
@NullMarked
package dev.dialtone.model.facts;

import org.jspecify.annotations.NullMarked;
