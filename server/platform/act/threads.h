#pragma once

namespace onthaal {

// All of them are about the thread that calls.
void name_thread(const char* name);

// Whatever is not for a talk goes where a talk leaves time.
void give_way();

// Of the lowest priority, a thread still keeps a core for some milliseconds from a talk that wants it; so it leaves it
// at once. Where the machine forbids it, it goes on as it was.
void come_last();

}  // namespace onthaal
