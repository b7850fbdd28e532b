/*! Snowball's English stemmer, (c) Dr Martin Porter, Richard Boulton, Yoshiki Shibukawa, Olly Betts: BSD-3-Clause, see stemmer-licence.txt */
// As Snowball generates it, https://snowballstem.org/, with the tables of version 3.1: the same as in Python's PyStemmer
// and snowballstemmer. Left out are comments and what English does not call; ours is what stands around it and leaves
// one function: portalStem("reading") is "read".
"use strict";

(() => {
var BaseStemmer = function() {
 this.current = '';
 this.cursor = 0;
 this.limit = 0;
 this.limit_backward = 0;
 this.bra = 0;
 this.ket = 0;
 this.setCurrent = function(value) {
  this.current = value;
  this.cursor = 0;
  this.limit = this.current.length;
  this.limit_backward = 0;
  this.bra = this.cursor;
  this.ket = this.limit;
 };
 this.getCurrent = function() {
  return this.current;
 };
 this.in_grouping = function(s, min, max) {
  if (this.cursor >= this.limit) return false;
  var ch = this.current.charCodeAt(this.cursor);
  if (ch > max || ch < min) return false;
  ch -= min;
  if ((s[ch >>> 3] & (0x1 << (ch & 0x7))) == 0) return false;
  this.cursor++;
  return true;
 };
 this.go_in_grouping = function(s, min, max) {
  while (this.cursor < this.limit) {
   var ch = this.current.charCodeAt(this.cursor);
   if (ch > max || ch < min)
    return true;
   ch -= min;
   if ((s[ch >>> 3] & (0x1 << (ch & 0x7))) == 0)
    return true;
   this.cursor++;
  }
  return false;
 };
 this.in_grouping_b = function(s, min, max) {
  if (this.cursor <= this.limit_backward) return false;
  var ch = this.current.charCodeAt(this.cursor - 1);
  if (ch > max || ch < min) return false;
  ch -= min;
  if ((s[ch >>> 3] & (0x1 << (ch & 0x7))) == 0) return false;
  this.cursor--;
  return true;
 };
 this.go_out_grouping = function(s, min, max) {
  while (this.cursor < this.limit) {
   var ch = this.current.charCodeAt(this.cursor);
   if (ch <= max && ch >= min) {
    ch -= min;
    if ((s[ch >>> 3] & (0X1 << (ch & 0x7))) != 0) {
     return true;
    }
   }
   this.cursor++;
  }
  return false;
 };
 this.out_grouping_b = function(s, min, max) {
  if (this.cursor <= this.limit_backward) return false;
  var ch = this.current.charCodeAt(this.cursor - 1);
  if (ch > max || ch < min) {
   this.cursor--;
   return true;
  }
  ch -= min;
  if ((s[ch >>> 3] & (0x1 << (ch & 0x7))) == 0) {
   this.cursor--;
   return true;
  }
  return false;
 };
 this.go_out_grouping_b = function(s, min, max) {
  while (this.cursor > this.limit_backward) {
   var ch = this.current.charCodeAt(this.cursor - 1);
   if (ch <= max && ch >= min) {
    ch -= min;
    if ((s[ch >>> 3] & (0x1 << (ch & 0x7))) != 0) {
     return true;
    }
   }
   this.cursor--;
  }
  return false;
 };
 this.eq_s = function(s) {
  if (this.limit - this.cursor < s.length) return false;
  if (this.current.slice(this.cursor, this.cursor + s.length) != s) {
   return false;
  }
  this.cursor += s.length;
  return true;
 };
 this.eq_s_b = function(s) {
  if (this.cursor - this.limit_backward < s.length) return false;
  if (this.current.slice(this.cursor - s.length, this.cursor) != s) {
   return false;
  }
  this.cursor -= s.length;
  return true;
 };
 this.find_among = function(v) {
  var i = 0;
  var j = v.length;
  var c = this.cursor;
  var l = this.limit;
  var common_i = 0;
  var common_j = 0;
  var first_key_inspected = false;
  while (true) {
   var k = i + ((j - i) >>> 1);
   var diff = 0;
   var common = common_i < common_j ? common_i : common_j; // smaller
   var w = v[k];
   var i2;
   for (i2 = common; i2 < w[0].length; i2++) {
    if (c + common == l) {
     diff = -1;
     break;
    }
    diff = this.current.charCodeAt(c + common) - w[0].charCodeAt(i2);
    if (diff != 0) break;
    common++;
   }
   if (diff < 0) {
    j = k;
    common_j = common;
   }
   else {
    i = k;
    common_i = common;
   }
   if (j - i <= 1) {
    if (i > 0) break; // v->s has been inspected
    if (j == i) break; // only one item in v
    if (first_key_inspected) break;
    first_key_inspected = true;
   }
  }
  do {
   var w = v[i];
   if (common_i >= w[0].length) {
    this.cursor = c + w[0].length;
    if (w.length < 4) return w[2];
    var res = w[3](this);
    this.cursor = c + w[0].length;
    if (res) return w[2];
   }
   i = w[1];
  } while (i >= 0);
  return 0;
 };
 this.find_among_b = function(v) {
  var i = 0;
  var j = v.length
  var c = this.cursor;
  var lb = this.limit_backward;
  var common_i = 0;
  var common_j = 0;
  var first_key_inspected = false;
  while (true) {
   var k = i + ((j - i) >> 1);
   var diff = 0;
   var common = common_i < common_j ? common_i : common_j;
   var w = v[k];
   var i2;
   for (i2 = w[0].length - 1 - common; i2 >= 0; i2--) {
    if (c - common == lb) {
     diff = -1;
     break;
    }
    diff = this.current.charCodeAt(c - 1 - common) - w[0].charCodeAt(i2);
    if (diff != 0) break;
    common++;
   }
   if (diff < 0) {
    j = k;
    common_j = common;
   }
   else {
    i = k;
    common_i = common;
   }
   if (j - i <= 1) {
    if (i > 0) break;
    if (j == i) break;
    if (first_key_inspected) break;
    first_key_inspected = true;
   }
  }
  do {
   var w = v[i];
   if (common_i >= w[0].length) {
    this.cursor = c - w[0].length;
    if (w.length < 4) return w[2];
    var res = w[3](this);
    this.cursor = c - w[0].length;
    if (res) return w[2];
   }
   i = w[1];
  } while (i >= 0);
  return 0;
 };
 /* to replace chars between c_bra and c_ket in this.current by the
 * chars in s.
 */
 this.replace_s = function(c_bra, c_ket, s) {
  var adjustment = s.length - (c_ket - c_bra);
  this.current = this.current.slice(0, c_bra) + s + this.current.slice(c_ket);
  this.limit += adjustment;
  if (this.cursor >= c_ket) this.cursor += adjustment;
  else if (this.cursor > c_bra) this.cursor = c_bra;
  return adjustment;
 };
 this.slice_from = function(s) {
  this.replace_s(this.bra, this.ket, s);
  return true;
 };
 this.slice_del = function() {
  return this.slice_from("");
 };
};
var EnglishStemmer = function() {
 var base = new BaseStemmer();
 var a_0 = [
  ["arsen", -1, -1],
  ["commun", -1, -1],
  ["emerg", -1, -1],
  ["gener", -1, -1],
  ["inter", -1, -1],
  ["later", -1, -1],
  ["organ", -1, -1],
  ["past", -1, -1],
  ["univers", -1, -1]
 ];
 var a_1 = [
  ["'", -1, 1],
  ["'s'", 0, 1],
  ["'s", -1, 1]
 ];
 var a_2 = [
  ["ied", -1, 2],
  ["s", -1, 3],
  ["ies", 1, 2],
  ["sses", 1, 1],
  ["ss", 1, -1],
  ["us", 1, -1]
 ];
 var a_3 = [
  ["succ", -1, 1],
  ["proc", -1, 1],
  ["exc", -1, 1]
 ];
 var a_4 = [
  ["even", -1, 2],
  ["cann", -1, 2],
  ["inn", -1, 2],
  ["earr", -1, 2],
  ["herr", -1, 2],
  ["out", -1, 2],
  ["y", -1, 1]
 ];
 var a_5 = [
  ["", -1, -1],
  ["ed", 0, 2],
  ["eed", 1, 1],
  ["ing", 0, 3],
  ["edly", 0, 2],
  ["eedly", 4, 1],
  ["ingly", 0, 2]
 ];
 var a_6 = [
  ["", -1, 3],
  ["bb", 0, 2],
  ["dd", 0, 2],
  ["ff", 0, 2],
  ["gg", 0, 2],
  ["bl", 0, 1],
  ["mm", 0, 2],
  ["nn", 0, 2],
  ["pp", 0, 2],
  ["rr", 0, 2],
  ["at", 0, 1],
  ["tt", 0, 2],
  ["iz", 0, 1]
 ];
 var a_7 = [
  ["anci", -1, 3],
  ["enci", -1, 2],
  ["ogi", -1, 14],
  ["li", -1, 16],
  ["bli", 3, 12],
  ["abli", 4, 4],
  ["alli", 3, 8],
  ["fulli", 3, 9],
  ["lessli", 3, 15],
  ["ousli", 3, 10],
  ["entli", 3, 5],
  ["aliti", -1, 8],
  ["biliti", -1, 12],
  ["iviti", -1, 11],
  ["tional", -1, 1],
  ["ational", 14, 7],
  ["alism", -1, 8],
  ["ation", -1, 7],
  ["ization", 17, 6],
  ["izer", -1, 6],
  ["ator", -1, 7],
  ["iveness", -1, 11],
  ["fulness", -1, 9],
  ["ousness", -1, 10],
  ["ogist", -1, 13]
 ];
 var a_8 = [
  ["icate", -1, 4],
  ["ative", -1, 6],
  ["alize", -1, 3],
  ["iciti", -1, 4],
  ["ical", -1, 4],
  ["tional", -1, 1],
  ["ational", 5, 2],
  ["ful", -1, 5],
  ["ness", -1, 5]
 ];
 var a_9 = [
  ["ic", -1, 1],
  ["ance", -1, 1],
  ["ence", -1, 1],
  ["able", -1, 1],
  ["ible", -1, 1],
  ["ate", -1, 1],
  ["ive", -1, 1],
  ["ize", -1, 1],
  ["iti", -1, 1],
  ["al", -1, 1],
  ["ism", -1, 1],
  ["ion", -1, 2],
  ["er", -1, 1],
  ["ous", -1, 1],
  ["ant", -1, 1],
  ["ent", -1, 1],
  ["ment", 15, 1],
  ["ement", 16, 1]
 ];
 var a_10 = [
  ["e", -1, 1],
  ["l", -1, 2]
 ];
 var a_11 = [
  ["andes", -1, -1],
  ["atlas", -1, -1],
  ["bias", -1, -1],
  ["cosmos", -1, -1],
  ["early", -1, 5],
  ["gently", -1, 3],
  ["howe", -1, -1],
  ["idly", -1, 2],
  ["news", -1, -1],
  ["only", -1, 6],
  ["singly", -1, 7],
  ["skies", -1, 1],
  ["skis", -1, 8],
  ["sky", -1, -1],
  ["ugly", -1, 4]
 ];
 var g_aeo = [17, 64];
 var g_v = [17, 65, 16, 1];
 var g_v_WXY = [1, 17, 65, 208, 1];
 var g_valid_LI = [55, 141, 2];
 var B_Y_found = false;
 var I_p2 = 0;
 var I_p1 = 0;
 function r_prelude() {
  B_Y_found = false;
  var v_1 = base.cursor;
  lab0: {
   base.bra = base.cursor;
   if (!base.eq_s("'")) {
    break lab0;
   }
   base.ket = base.cursor;
   base.slice_del();
  }
  base.cursor = v_1;
  var v_2 = base.cursor;
  lab1: {
   base.bra = base.cursor;
   if (!base.eq_s("y")) {
    break lab1;
   }
   base.ket = base.cursor;
   base.slice_from("Y");
   B_Y_found = true;
  }
  base.cursor = v_2;
  var v_3 = base.cursor;
  lab2: {
   while(true) {
    var v_4 = base.cursor;
    lab3: {
     golab4: while(true) {
      var v_5 = base.cursor;
      lab5: {
       if (!base.in_grouping(g_v, 97, 121)) {
        break lab5;
       }
       base.bra = base.cursor;
       if (!base.eq_s("y")) {
        break lab5;
       }
       base.ket = base.cursor;
       base.cursor = v_5;
       break golab4;
      }
      base.cursor = v_5;
      if (base.cursor >= base.limit) {
       break lab3;
      }
      base.cursor++;
     }
     base.slice_from("Y");
     B_Y_found = true;
     continue;
    }
    base.cursor = v_4;
    break;
   }
  }
  base.cursor = v_3;
  return true;
 };
 function r_mark_regions() {
  I_p1 = base.limit;
  I_p2 = base.limit;
  var v_1 = base.cursor;
  lab0: {
   lab1: {
    var v_2 = base.cursor;
    lab2: {
     if (base.find_among(a_0) == 0) {
      break lab2;
     }
     break lab1;
    }
    base.cursor = v_2;
    if (!base.go_out_grouping(g_v, 97, 121)) {
     break lab0;
    }
    base.cursor++;
    if (!base.go_in_grouping(g_v, 97, 121)) {
     break lab0;
    }
    base.cursor++;
   }
   I_p1 = base.cursor;
   if (!base.go_out_grouping(g_v, 97, 121)) {
    break lab0;
   }
   base.cursor++;
   if (!base.go_in_grouping(g_v, 97, 121)) {
    break lab0;
   }
   base.cursor++;
   I_p2 = base.cursor;
  }
  base.cursor = v_1;
  return true;
 };
 function r_shortv() {
  lab0: {
   var v_1 = base.limit - base.cursor;
   lab1: {
    if (!base.out_grouping_b(g_v_WXY, 89, 121)) {
     break lab1;
    }
    if (!base.in_grouping_b(g_v, 97, 121)) {
     break lab1;
    }
    if (!base.out_grouping_b(g_v, 97, 121)) {
     break lab1;
    }
    break lab0;
   }
   base.cursor = base.limit - v_1;
   lab2: {
    if (!base.out_grouping_b(g_v, 97, 121)) {
     break lab2;
    }
    if (!base.in_grouping_b(g_v, 97, 121)) {
     break lab2;
    }
    if (base.cursor > base.limit_backward) {
     break lab2;
    }
    break lab0;
   }
   base.cursor = base.limit - v_1;
   if (!base.eq_s_b("past")) {
    return false;
   }
  }
  return true;
 };
 function r_R1() {
  return I_p1 <= base.cursor;
 };
 function r_R2() {
  return I_p2 <= base.cursor;
 };
 function r_Step_1a() {
  var among_var;
  var v_1 = base.limit - base.cursor;
  lab0: {
   base.ket = base.cursor;
   if (base.find_among_b(a_1) == 0) {
    base.cursor = base.limit - v_1;
    break lab0;
   }
   base.bra = base.cursor;
   base.slice_del();
  }
  base.ket = base.cursor;
  among_var = base.find_among_b(a_2);
  if (among_var == 0) {
   return false;
  }
  base.bra = base.cursor;
  switch (among_var) {
   case 1:
    base.slice_from("ss");
    break;
   case 2:
    lab1: {
     var v_2 = base.limit - base.cursor;
     lab2: { {
       var c1 = base.cursor - 2;
       if (c1 < base.limit_backward) {
        break lab2;
       }
       base.cursor = c1;
      }
      base.slice_from("i");
      break lab1;
     }
     base.cursor = base.limit - v_2;
     base.slice_from("ie");
    }
    break;
   case 3:
    if (base.cursor <= base.limit_backward) {
     return false;
    }
    base.cursor--;
    if (!base.go_out_grouping_b(g_v, 97, 121)) {
     return false;
    }
    base.cursor--;
    base.slice_del();
    break;
  }
  return true;
 };
 function r_Step_1b() {
  var among_var;
  base.ket = base.cursor;
  among_var = base.find_among_b(a_5);
  base.bra = base.cursor;
  lab0: {
   var v_1 = base.limit - base.cursor;
   lab1: {
    switch (among_var) {
     case 1:
      var v_2 = base.limit - base.cursor;
      lab2: {
       lab3: {
        var v_3 = base.limit - base.cursor;
        lab4: {
         if (base.find_among_b(a_3) == 0) {
          break lab4;
         }
         if (base.cursor > base.limit_backward) {
          break lab4;
         }
         break lab3;
        }
        base.cursor = base.limit - v_3;
        if (!r_R1()) {
         break lab2;
        }
        base.slice_from("ee");
       }
      }
      base.cursor = base.limit - v_2;
      break;
     case 2:
      break lab1;
     case 3:
      among_var = base.find_among_b(a_4);
      if (among_var == 0) {
       break lab1;
      }
      switch (among_var) {
       case 1:
        var v_4 = base.limit - base.cursor;
        if (!base.out_grouping_b(g_v, 97, 121)) {
         break lab1;
        }
        if (base.cursor > base.limit_backward) {
         break lab1;
        }
        base.cursor = base.limit - v_4;
        base.bra = base.cursor;
        base.slice_from("ie");
        break;
       case 2:
        if (base.cursor > base.limit_backward) {
         break lab1;
        }
        break;
      }
      break;
    }
    break lab0;
   }
   base.cursor = base.limit - v_1;
   var v_5 = base.limit - base.cursor;
   if (!base.go_out_grouping_b(g_v, 97, 121)) {
    return false;
   }
   base.cursor--;
   base.cursor = base.limit - v_5;
   base.slice_del();
   base.ket = base.cursor;
   base.bra = base.cursor;
   var v_6 = base.limit - base.cursor;
   among_var = base.find_among_b(a_6);
   switch (among_var) {
    case 1:
     base.slice_from("e");
     return false;
    case 2: {
      var v_7 = base.limit - base.cursor;
      lab5: {
       if (!base.in_grouping_b(g_aeo, 97, 111)) {
        break lab5;
       }
       if (base.cursor > base.limit_backward) {
        break lab5;
       }
       return false;
      }
      base.cursor = base.limit - v_7;
     }
     break;
    case 3:
     if (base.cursor != I_p1) {
      return false;
     }
     var v_8 = base.limit - base.cursor;
     if (!r_shortv()) {
      return false;
     }
     base.cursor = base.limit - v_8;
     base.slice_from("e");
     return false;
   }
   base.cursor = base.limit - v_6;
   base.ket = base.cursor;
   if (base.cursor <= base.limit_backward) {
    return false;
   }
   base.cursor--;
   base.bra = base.cursor;
   base.slice_del();
  }
  return true;
 };
 function r_Step_1c() {
  base.ket = base.cursor;
  lab0: {
   var v_1 = base.limit - base.cursor;
   lab1: {
    if (!base.eq_s_b("y")) {
     break lab1;
    }
    break lab0;
   }
   base.cursor = base.limit - v_1;
   if (!base.eq_s_b("Y")) {
    return false;
   }
  }
  base.bra = base.cursor;
  if (!base.out_grouping_b(g_v, 97, 121)) {
   return false;
  }
  lab2: {
   if (base.cursor > base.limit_backward) {
    break lab2;
   }
   return false;
  }
  base.slice_from("i");
  return true;
 };
 function r_Step_2() {
  var among_var;
  base.ket = base.cursor;
  among_var = base.find_among_b(a_7);
  if (among_var == 0) {
   return false;
  }
  base.bra = base.cursor;
  if (!r_R1()) {
   return false;
  }
  switch (among_var) {
   case 1:
    base.slice_from("tion");
    break;
   case 2:
    base.slice_from("ence");
    break;
   case 3:
    base.slice_from("ance");
    break;
   case 4:
    base.slice_from("able");
    break;
   case 5:
    base.slice_from("ent");
    break;
   case 6:
    base.slice_from("ize");
    break;
   case 7:
    base.slice_from("ate");
    break;
   case 8:
    base.slice_from("al");
    break;
   case 9:
    base.slice_from("ful");
    break;
   case 10:
    base.slice_from("ous");
    break;
   case 11:
    base.slice_from("ive");
    break;
   case 12:
    base.slice_from("ble");
    break;
   case 13:
    base.slice_from("og");
    break;
   case 14:
    if (!base.eq_s_b("l")) {
     return false;
    }
    base.slice_from("og");
    break;
   case 15:
    base.slice_from("less");
    break;
   case 16:
    if (!base.in_grouping_b(g_valid_LI, 99, 116)) {
     return false;
    }
    base.slice_del();
    break;
  }
  return true;
 };
 function r_Step_3() {
  var among_var;
  base.ket = base.cursor;
  among_var = base.find_among_b(a_8);
  if (among_var == 0) {
   return false;
  }
  base.bra = base.cursor;
  if (!r_R1()) {
   return false;
  }
  switch (among_var) {
   case 1:
    base.slice_from("tion");
    break;
   case 2:
    base.slice_from("ate");
    break;
   case 3:
    base.slice_from("al");
    break;
   case 4:
    base.slice_from("ic");
    break;
   case 5:
    base.slice_del();
    break;
   case 6:
    if (!r_R2()) {
     return false;
    }
    base.slice_del();
    break;
  }
  return true;
 };
 function r_Step_4() {
  var among_var;
  base.ket = base.cursor;
  among_var = base.find_among_b(a_9);
  if (among_var == 0) {
   return false;
  }
  base.bra = base.cursor;
  if (!r_R2()) {
   return false;
  }
  switch (among_var) {
   case 1:
    base.slice_del();
    break;
   case 2:
    lab0: {
     var v_1 = base.limit - base.cursor;
     lab1: {
      if (!base.eq_s_b("s")) {
       break lab1;
      }
      break lab0;
     }
     base.cursor = base.limit - v_1;
     if (!base.eq_s_b("t")) {
      return false;
     }
    }
    base.slice_del();
    break;
  }
  return true;
 };
 function r_Step_5() {
  var among_var;
  base.ket = base.cursor;
  among_var = base.find_among_b(a_10);
  if (among_var == 0) {
   return false;
  }
  base.bra = base.cursor;
  switch (among_var) {
   case 1:
    lab0: {
     lab1: {
      if (!r_R2()) {
       break lab1;
      }
      break lab0;
     }
     if (!r_R1()) {
      return false;
     } {
      var v_1 = base.limit - base.cursor;
      lab2: {
       if (!r_shortv()) {
        break lab2;
       }
       return false;
      }
      base.cursor = base.limit - v_1;
     }
    }
    base.slice_del();
    break;
   case 2:
    if (!r_R2()) {
     return false;
    }
    if (!base.eq_s_b("l")) {
     return false;
    }
    base.slice_del();
    break;
  }
  return true;
 };
 function r_exception1() {
  var among_var;
  base.bra = base.cursor;
  among_var = base.find_among(a_11);
  if (among_var == 0) {
   return false;
  }
  base.ket = base.cursor;
  if (base.cursor < base.limit) {
   return false;
  }
  switch (among_var) {
   case 1:
    base.slice_from("sky");
    break;
   case 2:
    base.slice_from("idl");
    break;
   case 3:
    base.slice_from("gentl");
    break;
   case 4:
    base.slice_from("ugli");
    break;
   case 5:
    base.slice_from("earli");
    break;
   case 6:
    base.slice_from("onli");
    break;
   case 7:
    base.slice_from("singl");
    break;
   case 8:
    base.slice_from("ski");
    break;
  }
  return true;
 };
 function r_postlude() {
  if (!B_Y_found) {
   return false;
  }
  while(true) {
   var v_1 = base.cursor;
   lab0: {
    golab1: while(true) {
     var v_2 = base.cursor;
     lab2: {
      base.bra = base.cursor;
      if (!base.eq_s("Y")) {
       break lab2;
      }
      base.ket = base.cursor;
      base.cursor = v_2;
      break golab1;
     }
     base.cursor = v_2;
     if (base.cursor >= base.limit) {
      break lab0;
     }
     base.cursor++;
    }
    base.slice_from("y");
    continue;
   }
   base.cursor = v_1;
   break;
  }
  return true;
 };
 this.stem = function() {
  lab0: {
   var v_1 = base.cursor;
   lab1: {
    if (!r_exception1()) {
     break lab1;
    }
    break lab0;
   }
   base.cursor = v_1;
   lab2: { {
     var v_2 = base.cursor;
     lab3: { {
       var c1 = base.cursor + 3;
       if (c1 > base.limit) {
        break lab3;
       }
       base.cursor = c1;
      }
      break lab2;
     }
     base.cursor = v_2;
    }
    break lab0;
   }
   base.cursor = v_1;
   r_prelude();
   r_mark_regions();
   base.limit_backward = base.cursor; base.cursor = base.limit;
   var v_3 = base.limit - base.cursor;
   r_Step_1a();
   base.cursor = base.limit - v_3;
   var v_4 = base.limit - base.cursor;
   r_Step_1b();
   base.cursor = base.limit - v_4;
   var v_5 = base.limit - base.cursor;
   r_Step_1c();
   base.cursor = base.limit - v_5;
   var v_6 = base.limit - base.cursor;
   r_Step_2();
   base.cursor = base.limit - v_6;
   var v_7 = base.limit - base.cursor;
   r_Step_3();
   base.cursor = base.limit - v_7;
   var v_8 = base.limit - base.cursor;
   r_Step_4();
   base.cursor = base.limit - v_8;
   var v_9 = base.limit - base.cursor;
   r_Step_5();
   base.cursor = base.limit - v_9;
   base.cursor = base.limit_backward;
   var v_10 = base.cursor;
   r_postlude();
   base.cursor = v_10;
  }
  return true;
 };
 this['stemWord'] = function(word) {
  base.setCurrent(word);
  this.stem();
  return base.getCurrent();
 };
};
const stemmer = new EnglishStemmer();
window.portalStem = (word) => stemmer.stemWord(word);
})();
