//! What every store must do, whatever is behind it. Each sentence of
//! [`contract`], [`desk`], [`erase`], [`kiosk`], [`ledger`], [`open311`], [`outbox`], [`photo`],
//! [`staff`] and [`waking`] runs on every store; a new one is a line here.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails where it stands")]

mod beside;
#[expect(dead_code, reason = "nothing is ordered here: other tests use the same one")]
#[path = "../fixtures/postgres.rs"]
mod cluster;
mod contract;
mod desk;
mod erase;
#[path = "../fixtures/photo.rs"]
mod fixture;
mod kiosk;
mod ledger;
mod makers;
mod open311;
mod outbox;
mod photo;
mod postgres;
mod sqlite;
mod staff;
mod tampering;
mod waking;

/// Runs the sentences on both kinds of store, each on a new one.
macro_rules! contract {
    ($($noun:ident { $($sentence:ident),+ $(,)? })+) => {
        contract! { sqlite $($($noun $sentence)+)+ }
        contract! { postgres $($($noun $sentence)+)+ }
    };
    ($store:ident $($noun:ident $sentence:ident)+) => {
        mod $store {
            $(
                #[tokio::test]
                async fn $sentence() {
                    let fresh = crate::$store::Fresh::new().await;
                    crate::$noun::$sentence(&fresh.store).await;
                }
            )+
        }
    };
}

mod on {
    contract! {
        contract {
            what_was_filed_is_found_whole,
            an_unknown_number_is_not_found,
            a_number_that_is_taken_is_not_given_twice,
            the_same_request_is_filed_once,
            a_key_with_another_body_is_refused,
            a_key_is_forgotten_in_time,
            a_step_is_written_only_on_the_version_it_was_decided_on,
            a_step_moves_the_figure,
            a_complaint_is_joined_only_with_one_that_stands_for_itself_when_it_is_written,
            steps_that_follow_each_other_are_written_together_or_not_at_all,
            the_same_step_is_taken_once,
            figures_equal_a_recount_after_anything,
            many_at_once_are_each_filed_once,
            a_pin_locks_after_wrong_tries,
            every_complaint_is_visited_once_in_order,
            a_setting_is_kept,
        }
        desk {
            paging_visits_everything_once_while_complaints_come_in,
            every_filter_and_sight_equals_one_in_memory,
            a_line_says_what_is_kept,
            words_are_found_in_any_script_and_spelling,
            what_looks_like_a_query_is_only_words,
            four_digits_find_the_end_of_a_mobile_number,
            a_search_sees_no_more_than_the_queue,
            what_is_out_of_sight_leaves_no_trace_in_a_search,
            a_search_is_paged_in_the_order_of_filing,
            what_was_filed_is_found_shortly_after_by_itself,
            the_board_equals_a_count_in_memory,
            many_alike_at_one_place_are_told,
        }
        erase {
            erased_words_are_gone_and_what_was_counted_stays,
            no_search_finds_what_was_erased,
            nobody_is_told_of_what_was_erased,
            posts_of_an_erased_complaint_are_gone_and_do_not_come_back,
            only_what_erases_is_written_beside_a_server,
            what_is_closed_and_has_words_is_listed_those_first_that_have_them_longest,
        }
        kiosk {
            kiosks_are_kept,
            a_code_enrols_one_terminal,
            what_was_filed_at_a_kiosk_is_found_there_newest_first,
        }
        ledger {
            the_days_on_which_something_happened_are_listed_up_to_a_day,
            a_day_touches_the_complaints_to_which_something_happened,
            a_trace_ends_with_its_day_and_has_no_words,
        }
        open311 {
            a_list_equals_one_in_memory_for_every_filter,
            every_state_that_is_not_withheld_is_an_entry,
            what_a_departments_system_was_given_is_found_by_its_number_there,
        }
        outbox {
            a_letter_is_written_with_the_complaint_and_has_all_that_its_words_need,
            nothing_is_written_for_someone_who_cannot_be_reached,
            whoever_has_an_e_mail_address_gets_a_mail_as_well,
            a_step_that_is_repeated_or_overtaken_writes_no_letter,
            a_letter_is_taken_out_once_until_its_lease_is_over,
            a_letter_that_stops_its_sender_each_time_is_given_up,
            a_letter_that_went_out_is_not_due_again,
            a_letter_that_failed_waits_as_long_as_it_was_told,
            what_was_given_up_is_listed_and_may_be_tried_again,
            an_older_letter_goes_first_until_it_failed_often,
            a_letter_that_nobody_sent_in_time_is_given_up,
            a_handful_is_taken_out_at_a_time_those_that_wait_longest_first,
            the_letters_of_a_complaint_are_its_own_newest_first,
            what_nobody_is_told_has_no_letter,
        }
        photo {
            photos_are_written_with_the_complaint_that_they_come_with,
            a_photo_is_shown_with_its_own_complaint_only,
            a_complaint_that_is_not_filed_leaves_no_photo,
            a_photo_that_comes_later_is_written_with_its_step_or_not_at_all,
            erased_photos_are_gone_and_the_history_stays,
        }
        staff {
            accounts_are_kept_whole,
            a_changed_account_is_otherwise_as_it_was,
            the_last_admin_stays,
            a_session_opens_on_an_account_as_it_was_read,
            no_session_opens_on_a_one_time_password_or_a_disabled_account,
            a_step_of_the_factor_opens_one_session,
            a_name_locks_after_wrong_tries,
            a_new_password_ends_all_sessions_but_one,
            a_session_ends_when_it_is_told_to,
            the_use_of_a_session_is_noted_and_old_ones_are_forgotten,
        }
        waking {
            a_complaint_wakes_at_its_moment_and_not_before,
            a_step_changes_when_a_complaint_wakes,
            those_that_wait_longest_come_first_a_handful_at_a_time,
        }
    }
}
