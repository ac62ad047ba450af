#pragma once
#include "engine/sketch/minhash.h"
#include "engine/sketch/term.h"
