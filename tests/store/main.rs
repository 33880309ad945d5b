//! What every store must do, whatever is behind it. Each sentence of
//! [`contract`] and [`staff`] runs on every store; a new one is a line here.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails where it stands")]

mod beside;
mod contract;
mod makers;
mod sqlite;
mod staff;

/// Runs the sentences of the contract on one kind of store, each on a new one.
macro_rules! contract_of {
    ($store:ident: $($noun:ident { $($sentence:ident),+ $(,)? })+) => {
        mod $store {
            $(
                $(
                    #[tokio::test]
                    async fn $sentence() {
                        let fresh = crate::$store::Fresh::new();
                        crate::$noun::$sentence(&fresh.store).await;
                    }
                )+
            )+
        }
    };
}

mod on {
    contract_of! {
        sqlite:
        contract {
            what_was_filed_is_found_whole,
            an_unknown_number_is_not_found,
            a_number_that_is_taken_is_not_given_twice,
            the_same_request_is_filed_once,
            a_key_with_another_body_is_refused,
            a_key_is_forgotten_in_time,
            a_step_is_written_only_on_the_version_it_was_decided_on,
            a_step_moves_the_figure,
            the_same_step_is_taken_once,
            figures_equal_a_recount_after_anything,
            many_at_once_are_each_filed_once,
            a_pin_locks_after_wrong_tries,
            every_complaint_is_visited_once_in_order,
            a_setting_is_kept,
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
    }
}
